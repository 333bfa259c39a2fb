package io.linekeeper.session;

import java.util.EnumMap;
import java.util.Map;

/** How many lines are in each place. */
final class Census {
    private final Map<Place, Integer> lines = new EnumMap<>(Place.class);

    void enter(Place place) {
        lines.merge(place, 1, Integer::sum);
    }

    void leave(Place place) {
        lines.merge(place, -1, Integer::sum);
    }

    int in(Place place) {
        return lines.getOrDefault(place, 0);
    }
}
