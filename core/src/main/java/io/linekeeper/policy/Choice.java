package io.linekeeper.policy;

import java.util.Optional;

/** What a draft knows of one setting: left to be derived, switched off, or given. */
record Choice<T>(Kind kind, Optional<T> value) {
    enum Kind {
        DERIVED,
        OFF,
        GIVEN
    }

    static <T> Choice<T> derived() {
        return new Choice<>(Kind.DERIVED, Optional.empty());
    }

    static <T> Choice<T> off() {
        return new Choice<>(Kind.OFF, Optional.empty());
    }

    static <T> Choice<T> given(T value) {
        return new Choice<>(Kind.GIVEN, Optional.of(value));
    }

    T given() {
        return value.orElseThrow();
    }
}
