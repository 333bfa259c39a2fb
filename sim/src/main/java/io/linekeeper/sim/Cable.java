package io.linekeeper.sim;

import io.linekeeper.sim.net.Path;
import io.linekeeper.sim.net.Way;
import io.linekeeper.sim.scene.Trace;
import java.util.List;

/** A device's way to all gateways. Cut several times at once it is open again when all of them have been mended. */
final class Cable {
    private final Trace trace;
    private final String device;
    private final List<Path> paths;
    private int there;
    private int back;

    /** @param paths each from the device to a gateway */
    Cable(Trace trace, String device, List<Path> paths) {
        this.trace = trace;
        this.device = device;
        this.paths = paths;
    }

    void cut(Way way) {
        trace.add(device, "cable cut", way);
        if (way != Way.BACK && there++ == 0) {
            paths.forEach(path -> path.cut(Way.THERE));
        }
        if (way != Way.THERE && back++ == 0) {
            paths.forEach(path -> path.cut(Way.BACK));
        }
    }

    void mend(Way way) {
        trace.add(device, "cable mended", way);
        if (way != Way.BACK && --there == 0) {
            paths.forEach(path -> path.mend(Way.THERE));
        }
        if (way != Way.THERE && --back == 0) {
            paths.forEach(path -> path.mend(Way.BACK));
        }
    }

    void forgetFlows(boolean answersReset) {
        trace.add(device, "NAT forgets", answersReset ? "and resets" : "silently");
        paths.forEach(path -> path.forgetFlows(answersReset));
    }

    void loss(double probability) {
        trace.add(device, "loss", probability);
        paths.forEach(path -> path.loss(probability));
    }
}
