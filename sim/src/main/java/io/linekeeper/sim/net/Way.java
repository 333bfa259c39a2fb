package io.linekeeper.sim.net;

/** A direction of a {@link Path}, from its first host to its second, or both. */
public enum Way {
    /** From {@link Path#a()} to {@link Path#b()}. */
    THERE,
    /** From {@link Path#b()} to {@link Path#a()}. */
    BACK,
    /** Both directions. */
    BOTH
}
