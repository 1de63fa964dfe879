"""Gets what a command needs: from its options, or by asking where somebody can answer."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from treeguide.commands.command import WrongUseError

Refusal = Callable[[str], str]


@dataclass
class Asker:
    """Collects answers. `ask` puts a question to the user, or is None where nobody can answer."""

    words: Mapping[str, str]
    ask: Callable[[str], str] | None
    missing: list[str] = field(default_factory=list)

    def need(self, option: str, question: str, given: str | None, refuses: Refusal, suggestion: str = "") -> str:
        """The value of an option as given, else as answered, else as suggested.

        `refuses` says why a value will not do, or nothing.
        """
        if given is not None:
            if reason := refuses(given):
                raise WrongUseError(reason)
            return given
        if self.ask is None:
            if not suggestion:
                self.missing.append(option)
            return suggestion
        return self._asked(self.ask, question, refuses, suggestion)

    def complete(self) -> None:
        """Raises WrongUseError when something is still missing; it names everything at once."""
        if self.missing:
            raise WrongUseError(self.words["use-required"].format(name=", ".join(self.missing)))

    def _asked(self, ask: Callable[[str], str], question: str, refuses: Refusal, suggestion: str) -> str:
        prompt = f"{question} [{suggestion}]: " if suggestion else f"{question}: "
        while True:
            answer = ask(prompt).strip() or suggestion
            reason = refuses(answer) if answer else self.words["ask-needed"]
            if not reason:
                return answer
            print(reason, file=sys.stderr)


def asker(words: Mapping[str, str]) -> Asker:
    """An asker that asks on the terminal when there is one."""
    return Asker(words, _ask(words) if sys.stdin.isatty() and sys.stderr.isatty() else None)


def _ask(words: Mapping[str, str]) -> Callable[[str], str]:
    def ask(prompt: str) -> str:
        print(prompt, end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
        if not answer:
            print(file=sys.stderr)
            raise WrongUseError(words["ask-stopped"])
        return answer

    return ask
