package io.linekeeper.lab.scene;

import io.linekeeper.lab.PulledCable;
import io.linekeeper.lab.detector.Truth;

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
        return new PulledCable(stage.network().device()).inject();
    }
}
