"""Counts of tries, failures and skips, and commands that are watched."""
import os
import resource
import signal
import subprocess


class Tally:
    """What was tried, what failed, and what the machine did not allow."""

    def __init__(self, name):
        self.name, self.tries, self.failures, self.skips = name, 0, 0, 0

    def tried(self, what, faults):
        """Counts a try; `faults` says what was wrong with it."""
        self.tries += 1
        if faults:
            self.failures += 1
            print(f"FAIL {self.name}: {what}: {'; '.join(faults)}", flush=True)

    def skipped(self, what):
        self.skips += 1
        print(f"skip {self.name}: {what}", flush=True)

    def end(self):
        print(f"{self.name}: {self.tries} tries, {self.failures} failures, {self.skips} skips", flush=True)
        raise SystemExit(1 if self.failures else 0)


class Done:
    """A command that has ended: its code (negative for a signal), texts, seconds of the processor, memory."""

    def __init__(self, code, out, err, seconds, mib):
        self.code, self.out, self.err, self.seconds, self.mib = code, out, err, seconds, mib

    def faults(self, codes):
        found = []
        if self.code not in codes:
            found.append(f"code {self.code}, expected {codes}: {self.err[:160]}")
        if "panicked at" in self.err or self.code == 101:
            found.append("panic")
        if self.code > 0 and not self.err.strip():
            found.append("no message")
        if any(ord(sign) < 32 and sign not in "\n\t" or ord(sign) == 127 for sign in self.err):
            found.append("control character in the message")
        return found


def run(words, folder, limit=20.0, limits=(), stdout=subprocess.PIPE):
    """Runs a command, which is killed after many times a number of seconds: the machine may be busy."""

    def limited():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for name, value in limits:
            resource.setrlimit(name, (value, value))

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        words, cwd=folder, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, preexec_fn=limited
    )
    try:
        out, err = process.communicate(timeout=10 * limit)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    texts = [(text or b"").decode("utf-8", "replace") for text in (out, err)]
    # Seconds of the processor: other work on the machine does not change them.
    seconds = usage.ru_utime + usage.ru_stime - before.ru_utime - before.ru_stime
    return Done(process.returncode, *texts, seconds, usage.ru_maxrss // 1024)


def hidden(folder):
    """Names below a folder of what is not finished."""
    return sorted(
        name
        for _, folders, files in os.walk(folder)
        for name in folders + files
        if ".unfinished-" in name or ".replaced-" in name
    )


def killed(words, folder, moment):
    """Starts a command and kills it at a moment; whether it still ran then."""
    process = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(moment)
        return False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
