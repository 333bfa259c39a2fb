package io.linekeeper.sim;

import io.linekeeper.sim.net.Way;
import java.time.Duration;

/** Something that befalls a simulated world at a time of its own, counted from the beginning. A value. */
public sealed interface Mishap {

    /** When it begins. */
    Duration at();

    /** It begins now. */
    void befall(World world);

    /**
     * A device's cable is cut, for all connections of it.
     *
     * @param way THERE: what the device sends is lost
     */
    record CableCut(Duration at, Duration lasting, int device, Way way) implements Mishap {
        @Override
        public void befall(World world) {
            world.cable(device).cut(way);
            world.after(lasting, () -> world.cable(device).mend(way));
        }
    }

    /** The connections that a device has now are lost by a NAT on its way, which drops or resets what is sent in them. */
    record NatLoss(Duration at, int device, boolean answersReset) implements Mishap {
        @Override
        public void befall(World world) {
            world.cable(device).forgetFlows(answersReset);
        }
    }

    /** A device's machine stands still. */
    record HostPaused(Duration at, Duration lasting, int device) implements Mishap {
        @Override
        public void befall(World world) {
            if (world.device(device).host().isUp()
                    && !world.device(device).host().isPaused()) {
                world.device(device).pause();
                world.after(lasting, () -> world.device(device).resume());
            }
        }
    }

    /** A device's process hangs. */
    record ProcessHung(Duration at, Duration lasting, int device) implements Mishap {
        @Override
        public void befall(World world) {
            world.device(device).hang();
            world.after(lasting, () -> world.device(device).goOn());
        }
    }

    /** A device's machine vanishes and boots. */
    record HostCrash(Duration at, Duration lasting, int device) implements Mishap {
        @Override
        public void befall(World world) {
            if (world.device(device).host().isUp()
                    && !world.device(device).host().isPaused()) {
                world.device(device).crash();
                world.after(lasting, () -> world.device(device).boot());
            }
        }
    }

    /**
     * A device comes back on a new connection.
     *
     * @param silently whether what the old one is sent is lost from now on
     */
    record ComesBack(Duration at, int device, boolean silently) implements Mishap {
        @Override
        public void befall(World world) {
            if (silently) {
                world.cable(device).forgetFlows(false);
            }
            world.device(device).comeBack();
        }
    }

    /** A device reads slowly, or not at all. */
    record SlowReader(Duration at, Duration lasting, int device, int bytesPerSecond) implements Mishap {
        @Override
        public void befall(World world) {
            world.device(device).readAt(bytesPerSecond);
            world.after(lasting, () -> world.device(device).readAt(Integer.MAX_VALUE));
        }
    }

    /** A large message goes one way. */
    record Bulk(Duration at, int device, long bytes, boolean fromGateway) implements Mishap {
        @Override
        public void befall(World world) {
            if (fromGateway) {
                world.linesOf(device).forEach(line -> line.gateway().send(line, bytes));
            } else {
                world.device(device).send(bytes);
            }
        }
    }

    /** Segments of a device are lost at random. */
    record Loss(Duration at, Duration lasting, int device, double probability) implements Mishap {
        @Override
        public void befall(World world) {
            world.cable(device).loss(probability);
            world.after(lasting, () -> world.cable(device).loss(0));
        }
    }

    /** A gateway's machine stands still. */
    record GatewayPaused(Duration at, Duration lasting, int gateway) implements Mishap {
        @Override
        public void befall(World world) {
            world.site(gateway).pause(lasting);
        }
    }

    /** A gateway's process is stopped. */
    record GatewayStopped(Duration at, Duration lasting, int gateway) implements Mishap {
        @Override
        public void befall(World world) {
            world.site(gateway).stop(lasting);
        }
    }

    /** A gateway's machine vanishes and boots. */
    record GatewayCrash(Duration at, Duration lasting, int gateway) implements Mishap {
        @Override
        public void befall(World world) {
            world.site(gateway).crash(lasting);
        }
    }

    /** A handler blocks one event loop. */
    record LoopStalled(Duration at, Duration lasting, int gateway, int loop) implements Mishap {
        @Override
        public void befall(World world) {
            world.site(gateway).stall(loop, lasting);
        }
    }

    /** One event loop is late all the time. */
    record LoopLate(Duration at, Duration lasting, int gateway, int loop, Duration late) implements Mishap {
        @Override
        public void befall(World world) {
            world.site(gateway).runLate(loop, late, lasting);
        }
    }

    /** The clock of a host runs fast or slow from now on; devices are counted first, then gateways. */
    record ClockDrift(Duration at, int host, int ppm) implements Mishap {
        @Override
        public void befall(World world) {
            world.clock(host).drift(ppm);
        }
    }

    /** The application does not read from a device's lines for a while. */
    record BackPressure(Duration at, Duration lasting, int device) implements Mishap {
        @Override
        public void befall(World world) {
            world.linesOf(device).forEach(line -> {
                line.gateway().setReading(line, false);
                world.after(lasting, () -> line.gateway().setReading(line, true));
            });
        }
    }

    /** The directory takes long to answer. */
    record DirectorySlow(Duration at, Duration lasting, Duration most) implements Mishap {
        @Override
        public void befall(World world) {
            world.directory().slowDown(most);
            world.after(lasting, () -> world.directory().slowDown(Duration.ZERO));
        }
    }

    /** The directory fails now and then. */
    record DirectoryFails(Duration at, Duration lasting) implements Mishap {
        @Override
        public void befall(World world) {
            world.directory().fail(true);
            world.after(lasting, () -> world.directory().fail(false));
        }
    }
}
