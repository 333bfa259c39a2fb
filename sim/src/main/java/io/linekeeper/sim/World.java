package io.linekeeper.sim;

import io.linekeeper.session.DeviceId;
import io.linekeeper.sim.device.Device;
import io.linekeeper.sim.device.Habits;
import io.linekeeper.sim.gateway.Gateway;
import io.linekeeper.sim.gateway.GatewayLine;
import io.linekeeper.sim.gateway.SlowDirectory;
import io.linekeeper.sim.invariant.Facts;
import io.linekeeper.sim.invariant.Invariants;
import io.linekeeper.sim.net.Agenda;
import io.linekeeper.sim.net.Host;
import io.linekeeper.sim.net.Network;
import io.linekeeper.sim.net.Path;
import io.linekeeper.sim.scene.Chance;
import io.linekeeper.sim.scene.HostClock;
import io.linekeeper.sim.scene.Trace;
import io.linekeeper.wire.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Gateways, devices and the network between them, at work until their time is over or an invariant is broken. */
public final class World {
    private static final long REACTION_NANOS = 5_000_000;
    /** A byte that is read late, its answer, and the turns of two loops. */
    private static final long TURNS_NANOS = 4 * REACTION_NANOS;

    private static final int MOST_ROUND_TRIPS = 3;

    private final SimOptions options;
    private final Agenda agenda;
    private final Trace trace;
    private final Network network;
    private final SlowDirectory directory;
    private final Facts facts;
    private final Invariants invariants;
    private final List<Site> sites = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final List<HostClock> clocks = new ArrayList<>();
    private final List<Cable> cables = new ArrayList<>();
    private final long end;
    private long events;
    private int lines;

    /**
     * A world in which nothing has happened yet.
     *
     * @param keepsTrace whether its trace is kept, and not only the hash
     */
    public World(Scenario scenario, boolean keepsTrace) {
        options = scenario.options();
        // Any number may be what a clock shows.
        agenda = new Agenda(Chance.of(options.seed(), "began", 0).nextLong() >> 8);
        trace = new Trace(agenda, keepsTrace);
        network = new Network(agenda, options.seed(), options.network());
        directory = new SlowDirectory(agenda, options.seed());
        long roundTrip = MOST_ROUND_TRIPS * 2 * options.network().mostDelayNanos() + TURNS_NANOS;
        facts = new Facts(agenda, roundTrip);
        invariants = new Invariants(facts);
        end = agenda.now() + options.duration().toNanos();
        buildGateways();
        buildDevices();
        scenario.mishaps().forEach(mishap -> after(mishap.at(), () -> mishap.befall(this)));
    }

    private void buildGateways() {
        Gateway.Terms terms = new Gateway.Terms(
                agenda,
                trace,
                invariants,
                directory,
                options.policy(),
                options.loops(),
                options.witness(),
                options.readsAPass(),
                options.handshake(),
                () -> ++lines);
        for (int i = 0; i < options.gateways(); i++) {
            sites.add(new Site(agenda, trace, terms, invariants, network.host("gateway-" + i)));
        }
    }

    private void buildDevices() {
        for (int i = 0; i < options.devices(); i++) {
            Host host = network.host("device-" + i);
            List<Path> paths =
                    sites.stream().map(site -> network.path(host, site.host())).toList();
            HostClock clock = new HostClock(agenda);
            int first = i;
            Device device = new Device(
                    agenda,
                    trace,
                    host,
                    clock,
                    habits(i),
                    new DeviceId(i > 0 && i == options.twin() ? "device-0" : host.name()),
                    options.seed(),
                    i,
                    attempt -> sites.get((first + attempt / 2) % sites.size()).host(),
                    facts::dialled);
            clocks.add(clock);
            cables.add(new Cable(trace, host.name(), paths));
            devices.add(device);
            agenda.after(Chance.of(options.seed(), "start", i).nextLong(1_000_000_000), device::start);
        }
        sites.forEach(site -> clocks.add(site.clock()));
    }

    private Habits habits(int device) {
        SplittableRandom random = Chance.of(options.seed(), "habits", device);
        boolean answers = random.nextInt(5) > 0;
        boolean beats = random.nextInt(3) > 0;
        boolean asks = random.nextBoolean();
        Duration every = random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(200L << random.nextInt(6));
        return new Habits(
                new Frame.Offer(beats, answers, asks),
                every,
                1 + random.nextInt(2_000),
                REACTION_NANOS,
                Duration.ofMillis(4_000 + random.nextInt(8_000)),
                random.nextInt(4) > 0);
    }

    /** Runs until the end; throws what an invariant, or the core, throws. */
    public void run() {
        while (agenda.next(end)) {
            events++;
        }
        invariants.over();
    }

    /** Something is to happen after a time. */
    void after(Duration time, Runnable happening) {
        agenda.after(time.toNanos(), happening);
    }

    Device device(int number) {
        return devices.get(number);
    }

    Site site(int number) {
        return sites.get(number);
    }

    Cable cable(int device) {
        return cables.get(device);
    }

    HostClock clock(int host) {
        return clocks.get(host);
    }

    SlowDirectory directory() {
        return directory;
    }

    /** The lines of a device, of all gateways. */
    List<GatewayLine> linesOf(int device) {
        List<GatewayLine> found = new ArrayList<>();
        for (Site site : sites) {
            Gateway gateway = site.gateway();
            if (gateway != null) {
                gateway.rolls().stream()
                        .flatMap(roll -> roll.lines().stream())
                        .filter(line ->
                                line.socket().peer() == devices.get(device).host())
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** What has happened. */
    public Trace trace() {
        return trace;
    }

    /** How many events there were so far. */
    public long events() {
        return events;
    }

    /** How many connections the gateways accepted. */
    public int connections() {
        return lines;
    }
}
