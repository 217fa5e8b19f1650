//! The numbers, words and signs of a text.

use crate::published::import::notation::folded;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Number(String),
    Word(String),
    Sign(char),
}

/// Splits a text, without accents and capitals.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for sign in folded(text).chars() {
        match (sign, tokens.last_mut()) {
            ('0'..='9', Some(Token::Number(number))) => number.push(sign),
            ('0'..='9', _) => tokens.push(Token::Number(sign.to_string())),
            ('a'..='z', Some(Token::Word(word))) => word.push(sign),
            ('a'..='z', _) => tokens.push(Token::Word(sign.to_string())),
            // A blank ends a number or word.
            (' ', Some(Token::Number(_) | Token::Word(_))) => tokens.push(Token::Sign(' ')),
            (' ', _) => {}
            (sign, _) => {
                let is_blank = tokens.last() == Some(&Token::Sign(' '));
                if is_blank {
                    tokens.pop();
                }
                tokens.push(Token::Sign(sign));
            }
        }
    }
    tokens
}

/// Tokens that are not yet read.
pub(super) struct Rest<'a>(pub &'a [Token]);

impl<'a> Rest<'a> {
    /// Passes over signs, and blanks.
    pub fn skip(&mut self, signs: &[char]) {
        while let [Token::Sign(sign), rest @ ..] = self.0 {
            if !signs.contains(sign) && *sign != ' ' {
                break;
            }
            self.0 = rest;
        }
    }

    /// The number that comes next.
    pub fn number(&mut self) -> Option<&'a str> {
        let [Token::Number(number), rest @ ..] = self.0 else { return None };
        self.0 = rest;
        Some(number)
    }

    /// The word that comes next, if it is meant.
    pub fn word(&mut self, is_meant: impl Fn(&str) -> bool) -> Option<&'a str> {
        let [Token::Word(word), rest @ ..] = self.0 else { return None };
        is_meant(word).then(|| {
            self.0 = rest;
            word.as_str()
        })
    }
}
