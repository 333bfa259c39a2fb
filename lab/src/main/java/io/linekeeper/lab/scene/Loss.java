package io.linekeeper.lab.scene;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.PacketLoss;
import io.linekeeper.lab.PacketLoss.Count;
import io.linekeeper.lab.detector.Binomial;
import io.linekeeper.lab.detector.Truth;
import java.time.Duration;
import java.util.Locale;

/** Packets of the device are lost at random, both ways. */
record Loss(int percent) implements Scene {
    private static final Duration TIME = Duration.ofSeconds(65);
    private static final int LINES = 5;
    private static final double PERCENT = 100;

    @Override
    public String id() {
        return "loss-" + percent;
    }

    @Override
    public String sentence() {
        return "Of the device's packets " + percent + " of a hundred are lost each way, at random, for "
                + TIME.toSeconds() + " s.";
    }

    @Override
    public Truth truth() {
        return new Truth.Lossy(percent, TIME);
    }

    @Override
    public int lines() {
        return LINES;
    }

    @Override
    public Duration watched() {
        return TIME;
    }

    @Override
    public long play(Stage stage) {
        PacketLoss loss = PacketLoss.ofDevice(stage.network(), percent);
        stage.proveAtEnd(() -> {
            Count count = loss.count();
            stage.note(words(count));
            requireSoMuch(count);
        });
        return loss.inject();
    }

    /** What was lost is no other share, as far as chance can tell; and so many packets came by that it can tell it from none. */
    void requireSoMuch(Count count) {
        double share = percent / PERCENT;
        if (Binomial.atMost(0, count.packets(), share) > Binomial.INCREDIBLE) {
            throw new LabException(words(count) + ", too few to show a loss of " + percent
                    + " %; let more detectors take part, some of them with a heartbeat");
        }
        double more = Binomial.atLeast(count.lost(), count.packets(), share);
        double less = Binomial.atMost(count.lost(), count.packets(), share);
        if (2 * Math.min(more, less) < Binomial.INCREDIBLE) {
            throw new LabException(words(count) + ", which is no loss of " + percent + " % at random");
        }
    }

    private static String words(Count count) {
        return String.format(Locale.ROOT, "lost %.1f %% of %d packets", count.percentLost(), count.packets());
    }
}
