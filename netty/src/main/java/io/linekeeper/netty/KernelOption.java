package io.linekeeper.netty;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kernel options that decide when the kernel gives a line up, by their names in socket(7) and tcp(7).
 *
 * <p>Level and name are Linux's numbers ({@code asm-generic/socket.h}, {@code linux/tcp.h}).
 */
enum KernelOption {
    /** On (1) or off (0). */
    SO_KEEPALIVE(1, 9, "SO_KEEPALIVE", ""),
    /** Whole seconds without a byte before the first probe. */
    TCP_KEEPIDLE(6, 4, "TCP_KEEPIDLE", " s"),
    /** Whole seconds between probes. */
    TCP_KEEPINTVL(6, 5, "TCP_KEEPINTERVAL", " s"),
    /** Unanswered probes before the line is given up. */
    TCP_KEEPCNT(6, 6, "TCP_KEEPCOUNT", ""),
    /** Milliseconds that data may stay unacknowledged (RFC 5482); 0 is off. */
    TCP_USER_TIMEOUT(6, 18, null, " ms"),
    /** Bytes that may wait in the kernel unsent before the socket stops being writable. */
    TCP_NOTSENT_LOWAT(6, 25, null, " bytes"),
    /** The longest time between two retransmissions, in milliseconds (Linux 6.15). */
    TCP_RTO_MAX_MS(6, 44, null, " ms");

    static final List<KernelOption> KEEPALIVE_VALUES = List.of(TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT);

    final int level;
    final int number;
    /** The option's name in the JDK, or null where it has none. */
    final @Nullable String jdkName;

    private final String unit;

    KernelOption(int level, int number, @Nullable String jdkName, String unit) {
        this.level = level;
        this.number = number;
        this.jdkName = jdkName;
        this.unit = unit;
    }

    /** A value as a person reads it: {@code on}, {@code 10 s}, {@code off}. */
    String describe(int value) {
        return switch (this) {
            case SO_KEEPALIVE -> value == 0 ? "off" : "on";
            case TCP_USER_TIMEOUT -> value == 0 ? "off" : value + unit;
            case TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT, TCP_NOTSENT_LOWAT, TCP_RTO_MAX_MS -> value + unit;
        };
    }
}
