"""What is kept of a count, read as the type that wrote it."""

from functools import cached_property
from typing import Any

from elections import binding, counting


class KeepsCount:
    """A model that keeps the result of a count as data. Nothing else reads that data."""

    result: Any

    @cached_property
    def counted(self) -> counting.Count:
        return counting.Count.from_json(self.result)

    def data_file(self, *, input_sha256: str) -> str:
        """The data as it was stored, in the bytes that are published: what early releases left out stays out."""
        return binding.data_file({**self.result, "input_sha256": input_sha256})
