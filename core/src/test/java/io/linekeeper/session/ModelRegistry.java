package io.linekeeper.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a registry must do, written to be read: it keeps every line that ever arrived and every takeover, and looks through all
 * of them each time.
 */
final class ModelRegistry implements RegistryPort {
    private enum Is {
        WAITING,
        CLAIMING,
        LIVE,
        DRAINING,
        GONE
    }

    private static final class Known {
        final SessionLine line;
        final DeviceId device;
        final long instance;
        final long arrivedNanos;
        Is is = Is.WAITING;
        boolean toldToMakeWay;
        Session session;

        Known(SessionLine line, DeviceId device, long instance, long arrivedNanos) {
            this.line = line;
            this.device = device;
            this.instance = instance;
            this.arrivedNanos = arrivedNanos;
        }
    }

    private record Takeover(long from, long atNanos, boolean contested) {}

    private static final class AtDirectory {
        final Known line;
        int tries = 1;

        AtDirectory(Known line) {
            this.line = line;
        }
    }

    private final Consumer<Claim> claims;
    private final Consumer<Session> releases;
    private final SessionListener listener;
    private final int burst;
    private final long everyNanos;
    private final List<Known> all = new ArrayList<>();
    private final Map<DeviceId, AtDirectory> atDirectory = new HashMap<>();
    private final Map<DeviceId, List<Takeover>> takeovers = new HashMap<>();
    private long highestSeen;

    ModelRegistry(
            Consumer<Claim> claims, Consumer<Session> releases, SessionListener listener, int burst, Duration every) {
        this.claims = claims;
        this.releases = releases;
        this.listener = listener;
        this.burst = burst;
        this.everyNanos = every.toNanos();
    }

    @Override
    public void arrived(SessionLine line, DeviceId device, long instance, long nowNanos) {
        all.add(new Known(line, device, instance, nowNanos));
        settle(device);
    }

    @Override
    public void claimed(DeviceId device, Claimed outcome) {
        AtDirectory asked = atDirectory.remove(device);
        if (outcome instanceof Claimed.Granted granted) {
            highestSeen = Math.max(highestSeen, granted.session().epoch());
            granted(asked.line, granted.session());
        } else if (outcome instanceof Claimed.Conflict conflict) {
            conflict.current().ifPresent(current -> highestSeen = Math.max(highestSeen, current.epoch()));
            if (asked.line.is == Is.CLAIMING && asked.tries <= 8) {
                asked.tries++;
                atDirectory.put(device, asked);
                claims.accept(claimOf(
                        asked.line, conflict.current().map(Session::epoch).orElse(0L)));
            } else if (asked.line.is == Is.CLAIMING) {
                refuse(asked.line, "other gateways claim this session again and again", Duration.ofSeconds(2));
            }
        }
        settle(device);
    }

    @Override
    public void claimFailed(DeviceId device) {
        AtDirectory asked = atDirectory.remove(device);
        if (asked.line.is == Is.CLAIMING) {
            refuse(asked.line, "the session directory fails", Duration.ofSeconds(2));
        }
        settle(device);
    }

    @Override
    public void judged(SessionLine line) {
        for (Known each : all) {
            if (each.line == line && (each.is == Is.WAITING || each.is == Is.CLAIMING)) {
                each.is = Is.GONE;
                settle(each.device);
            } else if (each.line == line && each.is == Is.LIVE) {
                each.is = Is.DRAINING;
                ended(each);
                List<Known> draining = those(each.device, Is.DRAINING);
                if (draining.size() == 2) {
                    makeWay(draining.get(0));
                }
            }
        }
    }

    @Override
    public void closed(SessionLine line) {
        for (Known each : all) {
            if (each.line == line && each.is != Is.GONE) {
                boolean wasLive = each.is == Is.LIVE;
                each.is = Is.GONE;
                if (wasLive) {
                    ended(each);
                }
                settle(each.device);
            }
        }
    }

    @Override
    public String counts() {
        long devices = all.stream()
                .map(each -> each.device)
                .distinct()
                .filter(this::isRemembered)
                .count();
        return count(Is.LIVE) + " live, " + count(Is.DRAINING) + " drain, " + (count(Is.WAITING) + count(Is.CLAIMING))
                + " wait, " + devices + " devices";
    }

    private void granted(Known line, Session session) {
        Known old = live(line.device);
        if (old != null) {
            takeovers
                    .computeIfAbsent(line.device, device -> new ArrayList<>())
                    .add(new Takeover(old.instance, line.arrivedNanos, contests(line)));
            if (old.instance == line.instance) { // Nobody has lost anything.
                takeovers.get(line.device).remove(takeovers.get(line.device).size() - 1);
            }
            old.is = Is.DRAINING;
            listener.superseded(old.session, session);
            old.line.superseded();
        }
        line.session = session;
        if (line.is == Is.CLAIMING) {
            line.is = Is.LIVE;
            listener.connected(session);
            line.line.admitted(session);
        } else {
            if (old != null) {
                listener.connected(session);
                listener.ended(session);
            }
            releases.accept(session);
        }
    }

    /** Whatever has happened: what follows for those that wait. */
    private void settle(DeviceId device) {
        List<Known> waiting = those(device, Is.WAITING);
        while (!atDirectory.containsKey(device) && !waiting.isEmpty()) {
            Known latest = waiting.remove(waiting.size() - 1);
            List<Known> held = those(device, Is.LIVE, Is.DRAINING);
            if (contests(latest) && waitNanos(latest) > 0) {
                refuse(latest, "two live devices fight for this session", Duration.ofNanos(waitNanos(latest)));
            } else if (held.size() == 2) {
                makeWay(held.get(0));
                break;
            } else {
                for (Known earlier : waiting) {
                    earlier.is = Is.GONE;
                    earlier.line.superseded();
                }
                latest.is = Is.CLAIMING;
                Known live = live(device);
                atDirectory.put(device, new AtDirectory(latest));
                claims.accept(claimOf(latest, live == null ? 0 : live.session.epoch()));
            }
        }
        if (!isRemembered(device)) {
            takeovers.remove(device);
        }
    }

    private boolean contests(Known line) {
        List<Long> losers = new ArrayList<>();
        for (Takeover each : takeovers.getOrDefault(line.device, List.of())) {
            losers.remove(each.from);
            losers.add(each.from);
        }
        Known live = live(line.device);
        return live != null
                && live.instance != line.instance
                && losers.subList(Math.max(0, losers.size() - 8), losers.size()).contains(line.instance);
    }

    /** Credit accrues all the time, up to the burst; each contested takeover costs one interval of it. */
    private long waitNanos(Known line) {
        long most = burst * everyNanos;
        long credit = most;
        long last = line.arrivedNanos;
        for (Takeover each : takeovers.getOrDefault(line.device, List.of())) {
            if (each.contested) {
                credit = Math.min(most, credit + Math.max(0, each.atNanos - last)) - everyNanos;
                last = each.atNanos;
            }
        }
        credit = Math.min(most, credit + Math.max(0, line.arrivedNanos - last));
        return Math.max(0, everyNanos - credit);
    }

    private void refuse(Known line, String why, Duration retryAfter) {
        line.is = Is.GONE;
        listener.refused(line.device, line.line.number(), why);
        line.line.refused(why, retryAfter);
    }

    private void ended(Known line) {
        releases.accept(line.session);
        listener.ended(line.session);
    }

    private void makeWay(Known line) {
        if (!line.toldToMakeWay) {
            line.toldToMakeWay = true;
            line.line.makeWay();
        }
    }

    private Claim claimOf(Known line, long expected) {
        return new Claim(line.device, expected, highestSeen + 1, "here", line.line.number());
    }

    private Known live(DeviceId device) {
        return those(device, Is.LIVE).stream().findFirst().orElse(null);
    }

    private boolean isRemembered(DeviceId device) {
        return atDirectory.containsKey(device)
                || !those(device, Is.WAITING, Is.CLAIMING, Is.LIVE, Is.DRAINING).isEmpty();
    }

    private long count(Is what) {
        return all.stream().filter(each -> each.is == what).count();
    }

    private List<Known> those(DeviceId device, Is... what) {
        return new ArrayList<>(all.stream()
                .filter(each ->
                        each.device.equals(device) && Arrays.asList(what).contains(each.is))
                .toList());
    }
}
