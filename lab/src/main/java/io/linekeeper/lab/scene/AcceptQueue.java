package io.linekeeper.lab.scene;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.TcpSocket;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Truth;
import java.util.Set;
import java.util.stream.Collectors;

/** The server accepts no more; the device connects, which its kernel calls ESTABLISHED, and its cable is pulled. */
record AcceptQueue() implements Scene {
    @Override
    public String id() {
        return "accept-queue";
    }

    @Override
    public String sentence() {
        return "The server accepts no more; the device connects, which its kernel calls ESTABLISHED, and its cable is pulled.";
    }

    @Override
    public Truth truth() {
        return new Truth.Unaccepted();
    }

    @Override
    public boolean connectsBefore() {
        return false;
    }

    @Override
    public boolean judgedByKernel() {
        return true;
    }

    @Override
    public long play(Stage stage) {
        stage.accept(false);
        stage.connect();
        stage.proveAtEnd(() -> requireUnaccepted(stage));
        stage.proveAtEnd(() -> requireEstablished(stage));
        return Cables.pull(stage, stage.network().device());
    }

    /** So the device's kernel calls them still. */
    private static void requireEstablished(Stage stage) {
        Set<String> established = stage.network().device().sockets().stream()
                .filter(socket -> socket.state().equals("ESTAB"))
                .map(TcpSocket::local)
                .collect(Collectors.toSet());
        for (int port : Ports.ofAll(stage)) {
            if (!established.contains(stage.network().device().address() + ":" + port)) {
                throw new LabException("the device's kernel does not call its line from port " + port
                        + " ESTABLISHED any more; it so calls " + established);
            }
        }
    }

    private static void requireUnaccepted(Stage stage) {
        for (Detector detector : stage.detectors()) {
            Set<Integer> accepted = stage.acceptedBy(detector);
            if (!accepted.isEmpty()) {
                throw new LabException(detector.id()
                        + " was to accept no more, and has accepted the device's lines from ports " + accepted);
            }
        }
    }
}
