package io.linekeeper.sim.invariant;

import io.linekeeper.line.Verdict;
import io.linekeeper.sim.gateway.Gateway;
import io.linekeeper.sim.gateway.GatewayLine;
import java.util.HashSet;
import java.util.Set;

/** Each line that connected has one verdict and then one close; while it is suspect it recovers or is judged. */
public final class OneEnd extends Invariant {
    private final Set<GatewayLine> open = new HashSet<>();
    private final Set<GatewayLine> judged = new HashSet<>();
    private final Set<GatewayLine> suspect = new HashSet<>();

    @Override
    public void connected(GatewayLine line) {
        require(open.add(line), line, "connected twice");
    }

    @Override
    public void verdict(GatewayLine line, Verdict verdict) {
        require(open.contains(line), line, "was judged, and is not connected");
        require(judged.add(line), line, "was judged twice, now %s", verdict.fate());
        require(verdict.equals(line.verdict()), line, "was told another verdict than it has");
    }

    @Override
    public void suspected(GatewayLine line) {
        require(open.contains(line) && !judged.contains(line), line, "is suspected, but not watched");
        require(suspect.add(line), line, "is suspected twice");
    }

    @Override
    public void recovered(GatewayLine line) {
        require(!judged.contains(line), line, "recovered after its verdict");
        require(suspect.remove(line), line, "recovered, and was never suspected");
    }

    @Override
    public void closed(GatewayLine line) {
        require(judged.remove(line), line, "was closed without a verdict");
        require(open.remove(line), line, "was closed twice");
        suspect.remove(line);
    }

    @Override
    public void crashed(Gateway gateway) {
        open.removeIf(line -> line.gateway() == gateway);
        judged.removeIf(line -> line.gateway() == gateway);
        suspect.removeIf(line -> line.gateway() == gateway);
    }
}
