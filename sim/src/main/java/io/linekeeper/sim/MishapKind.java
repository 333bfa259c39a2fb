package io.linekeeper.sim;

import io.linekeeper.sim.gateway.Frames;
import io.linekeeper.sim.net.Way;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** The kinds of mishaps, and how one of each is drawn. */
public enum MishapKind {
    /** A device's cable is pulled, and put back. */
    CABLE_CUT {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.CableCut(
                    at, lasting(random, options), device(random, options), WAYS.get(random.nextInt(WAYS.size())));
        }
    },
    /** The NAT between a device and the gateways forgets its connections. */
    NAT_LOSS {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.NatLoss(at, device(random, options), random.nextBoolean());
        }
    },
    /** A device's machine stands still. */
    HOST_PAUSED {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.HostPaused(at, lasting(random, options), device(random, options));
        }
    },
    /** A device's process hangs. */
    PROCESS_HUNG {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.ProcessHung(at, lasting(random, options), device(random, options));
        }
    },
    /** A device's machine vanishes, and boots. */
    HOST_CRASH {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.HostCrash(at, lasting(random, options), device(random, options));
        }
    },
    /** A device loses its connection without a word and comes back from another port. */
    COMES_BACK {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.ComesBack(at, device(random, options), random.nextBoolean());
        }
    },
    /** A device reads slowly. */
    SLOW_READER {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            int faster = random.nextInt(8);
            Duration lasting = lasting(random, options);
            int device = device(random, options);
            return options.witness()
                    ? new Mishap.SlowReader(at, lasting.multipliedBy(4), device, slowest(options) << faster)
                    : new Mishap.SlowReader(at, lasting, device, slowestUnseen(options) * (1 + faster));
        }
    },
    /** A device stops reading. */
    STOPPED_READER {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.SlowReader(at, lasting(random, options), device(random, options), 0);
        }
    },
    /** A gateway sends a device a large message, or the other way round. */
    BULK {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.Bulk(at, device(random, options), 1_000L << random.nextInt(12), random.nextInt(3) > 0);
        }
    },
    /** Segments of a device are lost at random. */
    LOSS {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.Loss(
                    at, lasting(random, options), device(random, options), 0.01 + random.nextDouble() * 0.2);
        }
    },
    /** A gateway's machine stands still. */
    GATEWAY_PAUSED {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.GatewayPaused(at, lasting(random, options), gateway(random, options));
        }
    },
    /** A gateway's process is stopped; its kernel goes on. */
    GATEWAY_STOPPED {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.GatewayStopped(at, lasting(random, options), gateway(random, options));
        }
    },
    /** A gateway's machine vanishes, and boots. */
    GATEWAY_CRASH {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.GatewayCrash(at, lasting(random, options), gateway(random, options));
        }
    },
    /** A handler blocks one event loop. */
    LOOP_STALLED {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.LoopStalled(
                    at, lasting(random, options), gateway(random, options), random.nextInt(options.loops()));
        }
    },
    /** One event loop is late all the time. */
    LOOP_LATE {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            Duration late = Duration.ofMillis(10L << random.nextInt(8));
            return new Mishap.LoopLate(
                    at,
                    lasting(random, options).multipliedBy(4),
                    gateway(random, options),
                    random.nextInt(options.loops()),
                    late);
        }
    },
    /** The clock of a host runs fast or slow. */
    CLOCK_DRIFT {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            int host = random.nextInt(options.devices() + options.gateways());
            return new Mishap.ClockDrift(at, host, random.nextInt(1_001) - 500);
        }
    },
    /** The application of a gateway stops reading from a device's line. */
    BACK_PRESSURE {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.BackPressure(at, lasting(random, options), device(random, options));
        }
    },
    /** The session directory is slow. */
    DIRECTORY_SLOW {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.DirectorySlow(at, lasting(random, options), Duration.ofMillis(100L << random.nextInt(8)));
        }
    },
    /** The session directory fails now and then. */
    DIRECTORY_FAILS {
        @Override
        Mishap draw(Duration at, SplittableRandom random, SimOptions options) {
            return new Mishap.DirectoryFails(at, lasting(random, options));
        }
    };

    private static final List<Way> WAYS = List.of(Way.THERE, Way.BACK, Way.BOTH);

    /** A slow reader takes this many steps in the stall limit, and so is seen to move. */
    private static final int STEPS_A_LIMIT = 4;

    /** A window moves by a segment at the least. */
    private static int slowest(SimOptions options) {
        return perSecond(options, options.network().mss());
    }

    /** Without a witness only whole messages are seen to move. */
    private static int slowestUnseen(SimOptions options) {
        return perSecond(options, Frames.CHUNK_BYTES);
    }

    private static int perSecond(SimOptions options, int stepBytes) {
        long millis = options.policy().stallLimit().toMillis();
        return (int) (1_000L * STEPS_A_LIMIT * stepBytes / millis);
    }

    abstract Mishap draw(Duration at, SplittableRandom random, SimOptions options);

    /** Mostly about as long as the bound: where it matters. */
    private static Duration lasting(SplittableRandom random, SimOptions options) {
        long bound = options.policy().shortestBound().toMillis();
        double share = random.nextInt(4) == 0 ? 4 * random.nextDouble() : 1.3 * random.nextDouble();
        return Duration.ofMillis(20 + (long) (bound * share));
    }

    private static int device(SplittableRandom random, SimOptions options) {
        return random.nextInt(options.devices());
    }

    private static int gateway(SplittableRandom random, SimOptions options) {
        return random.nextInt(options.gateways());
    }
}
