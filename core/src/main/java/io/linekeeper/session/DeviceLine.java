package io.linekeeper.session;

import org.jspecify.annotations.Nullable;

/** A line among those of its device. */
final class DeviceLine {
    final SessionLine line;
    final DeviceLines device;
    final long instance;
    final long arrivedNanos;

    private final Census census;
    private Place place = Place.WAITING;
    private @Nullable Session session;

    /** A line that waits. */
    DeviceLine(SessionLine line, DeviceLines device, long instance, long arrivedNanos, Census census) {
        this.line = line;
        this.device = device;
        this.instance = instance;
        this.arrivedNanos = arrivedNanos;
        this.census = census;
        census.enter(place);
    }

    Place place() {
        return place;
    }

    /** The session that it is, or was while it was live. */
    Session session() {
        if (session == null) {
            throw new IllegalStateException("line " + line.number() + " is " + place + " and was never a session");
        }
        return session;
    }

    /** Its claim was granted. */
    void becomes(Session granted) {
        session = granted;
        moveTo(Place.LIVE);
    }

    void moveTo(Place next) {
        if (!place.mayMoveTo(next)) {
            throw new IllegalStateException("line " + line.number() + " cannot go from " + place + " to " + next);
        }
        census.leave(place);
        place = next;
        census.enter(place);
    }
}
