package io.linekeeper.sim.net;

import org.jspecify.annotations.Nullable;

/** One connection as the network sees it: two ends, and what is between them. Segments stay in order in each direction. */
final class Flow {
    /** The end that began it. */
    static final int OPENER = 0;

    /** The end that took it. */
    static final int TAKER = 1;

    private final Network network;
    private final Path path;
    private final Host[] hosts;
    private final int port;
    private final long number;
    private final long key;
    private final Tape[] tapes = {new Tape(), new Tape()};
    private final @Nullable Endpoint[] ends = new Endpoint[2];
    private final long[] latestArrival;
    private final Impairment impairment;
    private long resets;
    private boolean forgotten;
    private boolean answersReset;

    Flow(Network network, Path path, Host opener, Host taker, int port, long ordinal) {
        this.network = network;
        this.path = path;
        this.port = port;
        hosts = new Host[] {opener, taker};
        number = network.nextFlow();
        long pair = Chance.mix(opener.name().hashCode(), taker.name().hashCode());
        key = Chance.mix(Chance.mix(network.seed(), pair), Chance.mix(port, ordinal));
        long now = network.agenda().now();
        latestArrival = new long[] {now, now};
        impairment = new Impairment(this, network.agenda());
    }

    /** Begins it. */
    Socket open(SocketEvents events) {
        path.add(this);
        impairment.look();
        Endpoint endpoint = new Endpoint(this, OPENER);
        ends[OPENER] = endpoint;
        endpoint.open(events);
        return endpoint.socket();
    }

    long number() {
        return number;
    }

    Host host(int end) {
        return hosts[end];
    }

    /** What this end writes. */
    Tape tape(int end) {
        return tapes[end];
    }

    @Nullable
    Endpoint end(int end) {
        return ends[end];
    }

    Impairment impairment() {
        return impairment;
    }

    boolean canReach(Host from) {
        return !forgotten && hosts[OPENER].isRunning() && hosts[TAKER].isRunning() && path.isOpenFrom(from);
    }

    boolean isOpenBothWays() {
        return canReach(hosts[OPENER]) && canReach(hosts[TAKER]);
    }

    boolean isProbingWindow(int end) {
        Endpoint endpoint = ends[end];
        return endpoint != null && endpoint.isProbingWindow();
    }

    /** Whether an end sent again what is not acknowledged yet. */
    boolean isRetransmitting() {
        return isRetransmitting(OPENER) || isRetransmitting(TAKER);
    }

    private boolean isRetransmitting(int end) {
        Endpoint endpoint = ends[end];
        return endpoint != null && endpoint.isRetransmitting();
    }

    /** What the slower end needs to find out that something got lost, to send it again, and to have an answer. */
    long repairNanos() {
        long rto = 0;
        for (Endpoint endpoint : ends) {
            rto = endpoint == null ? rto : Math.max(rto, endpoint.rtoNanos());
        }
        return 2 * rto + 4 * network.options().mostDelayNanos();
    }

    void forget(boolean withReset) {
        forgotten = true;
        answersReset = withReset;
        impairment.look();
    }

    /** This end is no more. */
    void remove(int end) {
        ends[end] = null;
        if (ends[OPENER] == null && ends[TAKER] == null) {
            path.remove(this);
        }
    }

    void send(Segment segment) {
        network.countSegment();
        int from = segment.from;
        long luck = luck(segment);
        if (forgotten) {
            impairment.dropped(1 - from);
            if (answersReset && !segment.is(Segment.RST)) {
                deliver(reset(1 - from, segment.ack), delay(luck));
            }
        } else if (!path.isOpenFrom(hosts[from]) || Chance.fraction(Chance.mix(luck, 1)) < path.loss()) {
            impairment.dropped(1 - from);
        } else {
            deliver(segment, delay(luck));
        }
    }

    /** A segment is there. */
    void arrive(Segment segment) {
        int at = 1 - segment.from;
        if (!hosts[at].isRunning()) {
            impairment.dropped(at);
            return;
        }
        impairment.arrived(at);
        Endpoint endpoint = ends[at];
        if (endpoint != null) {
            endpoint.arrive(segment);
        } else if (!segment.is(Segment.RST) && !isTaken(segment)) {
            send(reset(at, segment.ack));
        }
    }

    /** A SYN that comes when its connection is there already, or over, belongs to none. */
    private boolean isTaken(Segment segment) {
        Endpoint opener = ends[OPENER];
        Listener listener = hosts[TAKER].listener(port);
        boolean asks = segment.is(Segment.SYN) && !segment.is(Segment.ACK) && opener != null && opener.isOpening();
        if (!asks || listener == null) {
            return false;
        }
        Endpoint endpoint = new Endpoint(this, TAKER);
        ends[TAKER] = endpoint;
        endpoint.take(segment, listener.accepted());
        return true;
    }

    private Segment reset(int from, long seq) {
        return new Segment(this, from, Segment.RST, seq, 0, 0, 0, ++resets);
    }

    private void deliver(Segment segment, long delay) {
        int from = segment.from;
        long arrival = network.agenda().now() + delay;
        if (arrival - latestArrival[from] < 0) {
            arrival = latestArrival[from];
        }
        latestArrival[from] = arrival;
        network.agenda().at(arrival, segment);
    }

    private long delay(long luck) {
        NetworkOptions options = network.options();
        long range = options.mostDelayNanos() - options.leastDelayNanos();
        return options.leastDelayNanos() + (long) (Chance.fraction(Chance.mix(luck, 2)) * range);
    }

    private long luck(Segment segment) {
        return Chance.mix(Chance.mix(key, 2 * segment.attempt + segment.from), segment.seq);
    }
}
