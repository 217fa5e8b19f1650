### Comparisons of a run with published figures, for the terminal.
