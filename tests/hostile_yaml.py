"""YAML made to harm: whatever reads it says so within half a second, and goes on."""


def _laughs() -> str:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(lines) + "\n"


def _merges() -> str:
    lines = ["m0: &m0 {k: 1}"]
    lines += [f"m{n}: &m{n}\n  <<: [*m{n - 1}, *m{n - 1}]\n  k{n}: 1" for n in range(1, 30)]
    return "\n".join(lines) + "\n"


def _chain_of_merges() -> str:
    lines = ["m0: &m0 {k: 1}"]
    lines += [f"m{n}: &m{n}\n  <<: *m{n - 1}\n  k{n}: 1" for n in range(1, 6000)]
    return "\n".join(lines) + "\n"


HOSTILE_YAML = {
    "billion laughs": _laughs(),
    "merges of merges": _merges(),
    "a chain of merges": _chain_of_merges(),
    "a list in itself": "a: &x [*x]\nb: &y {c: *y}\n",
    "100,000 brackets": "a: " + "[" * 100_000 + "\n",
    "3,000 levels of blocks": "".join("  " * n + "a:\n" for n in range(3000)),
    "100,000 dashes": "a:\n  " + "- " * 100_000 + "x\n",
    "a megabyte of text": "a: " + "x y " * 250_000 + "\n",
    "20,000 keys": "".join(f"k{n}: {n}\n" for n in range(20_000)),
    "10,000 anchors": "".join(f"k{n}: &a{n} x\nl{n}: *a{n}\n" for n in range(10_000)),
    "half a million blank lines": "\n" * 500_000 + "a: 1\n",
    "odd keys": "? [1, 2]\n: x\n? {a: b}\n: y\ntrue: z\n2024-01-01: d\n~: n\n",
    "tags that make objects": "a: !!python/object/apply:os.getcwd []\nb: !ruby/object:Gem {}\n",
    "days that are none": "date: 2024-02-30\nx: 2024-13-45\ny: 99999-99-99 99:99:99\n",
    "a bell": "a: \a\n",
    "a number of 100,000 digits": "a: " + "9" * 100_000 + "\nb: 0x" + "f" * 100_000 + "\n",
}
"""By what it is: the twelve ways and some more."""
