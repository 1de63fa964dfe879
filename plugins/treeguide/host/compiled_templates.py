"""Keeps what Jinja compiled templates to, so that a next build need not."""

import base64

import jinja2
from jinja2.bccache import Bucket

from treeguide.host import fingerprint
from treeguide.host.store import Store

NAME = "templates"


class CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates in a store. What was compiled of another text, or by another Python, Jinja leaves alone."""

    def __init__(self, store: Store) -> None:
        self._store, self._is_new = store, False
        self._made_with = fingerprint.of_compiling()
        kept = store.read(NAME)
        self._codes: dict[str, str] = kept["codes"] if kept.get("made with") == self._made_with else {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._codes:
            bucket.bytecode_from_string(base64.b64decode(self._codes[bucket.key]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key] = base64.b64encode(bucket.bytecode_to_string()).decode()
        self._is_new = True

    def keep(self) -> None:
        """Put what is new in the store."""
        if self._is_new:
            self._store.write(NAME, {"made with": self._made_with, "codes": self._codes})
            self._is_new = False
