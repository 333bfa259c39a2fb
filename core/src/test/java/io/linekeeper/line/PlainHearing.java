package io.linekeeper.line;

import java.util.ArrayList;
import java.util.List;

/** Hearing time by its definition: a list of all calls, in longs that never wrap. All in nanoseconds. */
final class PlainHearing {
    private final List<Long> real = new ArrayList<>();
    private final List<Long> heard = new ArrayList<>();
    /** Whether the call left nothing for the next. */
    private final List<Boolean> whole = new ArrayList<>();

    PlainHearing(long real, long heard) {
        note(real, heard);
    }

    private void note(long realNow, long heardNow) {
        real.add(realNow);
        heard.add(heardNow);
        whole.add(false);
    }

    void called(long now, long planned) {
        long elapsed = now - last(real);
        note(now, last(heard) + Math.min(elapsed, planned + HearingTime.STEP_NANOS));
    }

    /** The latest call left nothing for the next: it has looked at all that were due. */
    void whole() {
        whole.set(whole.size() - 1, true);
    }

    /**
     * Until which hearing time a silence that began at {@code since} may be excused by a gap in it, in which nothing says that
     * our machine was there: for as long again on the clock; never if that is not over, the beginning of time without a gap.
     */
    long excusedUntil(long since) {
        long until = Long.MIN_VALUE;
        for (int call = real.size() - 1; call > 0 && heard.get(call) >= since; call--) {
            boolean gap = real.get(call) - real.get(call - 1) > heard.get(call) - heard.get(call - 1);
            if (gap) {
                until = Math.max(until, heardAt(2 * real.get(call) - real.get(call - 1), call));
            }
        }
        return until;
    }

    /** The hearing time of the first call at this time or after, or never. */
    private long heardAt(long moment, int from) {
        for (int call = from; call < real.size(); call++) {
            if (real.get(call) >= moment) {
                return heard.get(call);
            }
        }
        return Long.MAX_VALUE;
    }

    void resumed(long now) {
        note(now, last(heard) + now - last(real));
    }

    long now() {
        return last(heard);
    }

    /** A moment between now's call and the next. */
    Moment moment(long realNow) {
        return new Moment(real.size() - 1, realNow);
    }

    /** The latest hearing time that the moment can have been, knowing all calls so far. */
    long latest(Moment moment) {
        long since = heard.get(moment.call) + moment.at - real.get(moment.call);
        return moment.call + 1 < real.size() ? Math.min(since, heard.get(moment.call + 1)) : since;
    }

    /** The hearing time of the call before the moment. */
    long callBefore(Moment moment) {
        return heard.get(moment.call);
    }

    /** The hearing time of the call after the moment, the first in another millisecond: stamps tell no more. */
    long callAfter(Moment moment) {
        int next = moment.call + 1;
        while (next < real.size() && heard.get(next) / 1_000_000 == heard.get(moment.call) / 1_000_000) {
            next++;
        }
        return next < real.size() ? heard.get(next) : Math.max(now(), latest(moment));
    }

    /** The latest hearing time of the first look after the moment at a line that was due then. */
    long lookAfter(Moment moment) {
        int next = moment.call + 1;
        while (next < real.size() && (!whole.get(next) || heard.get(next) < callAfter(moment))) {
            next++;
        }
        return next < real.size() ? heard.get(next) : now();
    }

    private static long last(List<Long> list) {
        return list.get(list.size() - 1);
    }

    record Moment(int call, long at) {}
}
