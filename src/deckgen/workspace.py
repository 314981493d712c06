"""The one door to the disk: reads inputs inside declared roots, remembers what was read, writes outputs whole or not at all.

Nothing else opens files, so the list of inputs with their digests is a by-product of building.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

from deckgen.diagnostics import DeckgenError, Diagnostic, Position

MAXIMUM_INPUT_BYTES = 200 * 1024 * 1024
TEMPORARY_SUFFIX = ".deckgen-tmp"


class Workspace:
    """`root` is the project's root; every input must lie below it or below one of `further_roots`."""

    def __init__(self, root: Path, further_roots: tuple[Path, ...] = ()) -> None:
        self.root = root.resolve()
        self._roots = (self.root, *(path.resolve() for path in further_roots))
        self._read: dict[str, str] = {}

    @property
    def inputs(self) -> Mapping[str, str]:
        """Path below the root -> SHA-256 of each file read so far, sorted by path."""
        return dict(sorted(self._read.items()))

    def beside(self) -> Workspace:
        """Another workspace of the same roots that has read nothing."""
        return Workspace(self.root, self._roots[1:])

    def adopt(self, inputs: Mapping[str, str]) -> None:
        """Count files among the inputs that another workspace of the same roots has read, given as its `inputs`."""
        self._read.update(inputs)

    def name(self, path: Path) -> str:
        """The path as messages and manifests print it: below the root, with forward slashes."""
        resolved = path.resolve()
        return resolved.relative_to(self.root).as_posix() if resolved.is_relative_to(self.root) else resolved.name

    def read(self, path: Path, at: Position | None = None) -> bytes:
        """The bytes of an input. `DeckgenError` DG801-DG804 if it is missing, outside the roots, no regular file or too large;
        `at` is where the path was written."""
        shown = self.name(path)
        try:
            resolved = path.resolve(strict=True)
        except (OSError, RuntimeError, ValueError):
            raise _refused("DG801", f"file '{shown}' does not exist", at) from None
        if not any(resolved.is_relative_to(root) for root in self._roots):
            raise _refused(
                "DG802", f"file '{path}' is outside the project", at, "declare a further root in deckgen.toml"
            )
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            descriptor = os.open(resolved, flags)
        except OSError as error:
            raise _refused("DG803", f"file '{shown}' cannot be read: {error.strerror}", at) from None
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise _refused("DG803", f"'{shown}' is not a regular file", at)
            if status.st_size > MAXIMUM_INPUT_BYTES:
                raise _refused("DG804", f"file '{shown}' is larger than {MAXIMUM_INPUT_BYTES // 2**20} MB", at)
            with os.fdopen(os.dup(descriptor), "rb") as handle:
                data = handle.read()
        finally:
            os.close(descriptor)
        self._read[shown] = hashlib.sha256(data).hexdigest()
        return data

    def publish(self, path: Path, data: bytes) -> None:
        """Write an output so that it is old or new, never torn: temporary file beside it, fsync, replace."""
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}{TEMPORARY_SUFFIX}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(temporary, "xb") as handle:
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())
            os.replace(temporary, path)
        except OSError as error:
            raise _refused("DG810", f"'{path.name}' cannot be written: {error.strerror}", None) from None
        finally:
            temporary.unlink(missing_ok=True)

    def sweep(self, folder: Path) -> None:
        """Remove temporary files that a killed build left in an output folder."""
        for stale in sorted(folder.glob(f".*{TEMPORARY_SUFFIX}")):
            stale.unlink(missing_ok=True)


def _refused(code: str, message: str, at: Position | None, hint: str | None = None) -> DeckgenError:
    return DeckgenError([Diagnostic(code, message, at, hint)], exit_code=1 if code == "DG810" else 2)
