package io.linekeeper.sim.net;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the kernel has to tell the program of one socket: each in an event of its own, and none while the host is paused. */
final class Notices {
    private final Endpoint endpoint;
    private final Socket socket;
    private final Runnable tellReadable = this::tellReadable;
    private @Nullable SocketEvents events;
    private @Nullable SocketError error;
    private boolean readableBooked;

    Notices(Endpoint endpoint, Socket socket) {
        this.endpoint = endpoint;
        this.socket = socket;
    }

    void to(SocketEvents newEvents) {
        events = newEvents;
        if (endpoint.hasNews()) {
            readable();
        }
        if (error != null) {
            failed(error);
        }
    }

    void accepted(Consumer<Socket> accepted) {
        tell(() -> accepted.accept(socket));
    }

    void connected() {
        tell(() -> {
            if (events != null) {
                events.connected(socket);
            }
        });
    }

    void readable() {
        if (!readableBooked) {
            readableBooked = true;
            book(tellReadable);
        }
    }

    void writable() {
        tell(() -> {
            if (events != null) {
                events.writable(socket);
            }
        });
    }

    void failed(SocketError why) {
        error = why;
        tell(() -> {
            if (events != null && error != null) {
                error = null;
                events.failed(socket, why);
            }
        });
    }

    private void tellReadable() {
        if (wait(tellReadable)) {
            return;
        }
        readableBooked = false;
        if (events != null && !endpoint.isClosed()) {
            events.readable(socket);
        }
    }

    private void tell(Runnable notice) {
        book(new Runnable() {
            @Override
            public void run() {
                if (!Notices.this.wait(this) && !endpoint.isClosed()) {
                    notice.run();
                }
            }
        });
    }

    /** Whether the host is paused, and the notice waits for its end. */
    private boolean wait(Runnable notice) {
        boolean paused = endpoint.host().isPaused();
        if (paused) {
            endpoint.host().atResume(notice);
        }
        return paused;
    }

    private void book(Runnable notice) {
        Agenda agenda = endpoint.host().agenda();
        agenda.at(agenda.now(), notice);
    }
}
