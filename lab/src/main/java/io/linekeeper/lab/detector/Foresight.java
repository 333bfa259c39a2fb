package io.linekeeper.lab.detector;

/** What one kind of detector expects of each {@link Truth}, worked out before anything is run. Pure. */
public interface Foresight {
    Expectation cut(Truth.Cut cut);

    Expectation deaf();

    Expectation resetting(Truth.Resetting resetting);

    Expectation hung();

    Expectation ended();

    Expectation halfClosed();

    Expectation notReading();

    Expectation slowReading();

    Expectation lossy(Truth.Lossy lossy);

    Expectation outage(Truth.Outage outage);

    Expectation returned();

    Expectation unaccepted();

    Expectation ownPause(Truth.OwnPause pause);
}
