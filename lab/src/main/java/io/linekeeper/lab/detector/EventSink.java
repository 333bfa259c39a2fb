package io.linekeeper.lab.detector;

/** Is told what a detector sees. Any thread may call. */
@FunctionalInterface
public interface EventSink {
    /** It happens now. */
    void tell(ServerEvent event);
}
