"""Heights of many paragraphs with fast sums (a Fenwick tree)."""

from __future__ import annotations

from collections.abc import Iterable


class Heights:
    """A list of heights whose prefix sums cost a logarithm, as does changing one of them."""

    def __init__(self, values: Iterable[float]) -> None:
        self._values = list(values)
        count = len(self._values)
        tree = [0.0, *self._values]
        for index in range(1, count + 1):
            parent = index + (index & -index)
            if parent <= count:
                tree[parent] += tree[index]
        self._tree = tree
        self._top = 1 << max(count.bit_length() - 1, 0)

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, index: int) -> float:
        return self._values[index]

    def set(self, index: int, value: float) -> None:
        """Change one height."""
        difference = value - self._values[index]
        self._values[index] = value
        tree, count = self._tree, len(self._values)
        at = index + 1
        while at <= count:
            tree[at] += difference
            at += at & -at

    def before(self, index: int) -> float:
        """Return the sum of the heights before an index."""
        total, tree = 0.0, self._tree
        while index:
            total += tree[index]
            index -= index & -index
        return total

    def total(self) -> float:
        """Return the sum of all heights."""
        return self.before(len(self._values))

    def index_at(self, y: float) -> int:
        """Return the index that lies at a distance from the top, the first or last beyond them."""
        position, step = 0, self._top
        while step:
            candidate = position + step
            if candidate <= len(self._values) and self._tree[candidate] <= y:
                position = candidate
                y -= self._tree[candidate]
            step >>= 1
        return max(0, min(position, len(self._values) - 1))
