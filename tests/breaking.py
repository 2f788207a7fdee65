"""Files broken at random: bytes changed, ranges taken out, doubled, or put elsewhere."""

from hypothesis import strategies as st

CUTS = st.lists(
    st.tuples(st.sampled_from(["set", "cut", "double", "swap"]), st.floats(0, 1), st.integers(0, 255)), max_size=8
)


def broken(data: bytes, cuts: list[tuple[str, float, int]]) -> bytes:
    """The data with these changes; each is a kind, a place from 0 to 1, and a byte or length."""
    for kind, where, value in cuts:
        at = int(where * len(data))
        piece = data[at : at + value]
        match kind:
            case "set":
                data = data[:at] + bytes((value,)) + data[at + 1 :]
            case "cut":
                data = data[:at] + data[at + value :]
            case "double":
                data = data[:at] + piece + data[at:]
            case "swap":
                data = data[:at] + piece[::-1] + data[at + value :]
    return data
