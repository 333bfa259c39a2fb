package io.linekeeper.sim.net;

import java.util.LinkedHashSet;
import java.util.Set;

/** The way between two hosts, with what can go wrong on it. */
public final class Path {
    private final Host a;
    private final Host b;
    private final Set<Flow> flows = new LinkedHashSet<>();
    private boolean openThere = true;
    private boolean openBack = true;
    private double loss;

    Path(Host a, Host b, double loss) {
        this.a = a;
        this.b = b;
        this.loss = loss;
    }

    /** Its first host. */
    public Host a() {
        return a;
    }

    /** Its second host. */
    public Host b() {
        return b;
    }

    /** From now on segments that way are lost without a word: a black hole. Those on their way still arrive. */
    public void cut(Way way) {
        open(way, false);
    }

    /** Segments that way arrive again. */
    public void mend(Way way) {
        open(way, true);
    }

    /** Whether that way is not cut; {@link Way#BOTH}: neither is. */
    public boolean isOpen(Way way) {
        return (openThere || way == Way.BACK) && (openBack || way == Way.THERE);
    }

    /**
     * From now on a segment is lost with this probability, either way.
     *
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public void loss(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("the loss is " + probability + "; choose from 0 to 1");
        }
        loss = probability;
    }

    /**
     * A NAT on the path loses its entries: what is sent in a connection that runs over it now is dropped for ever, or
     * answered with a reset. New connections get through.
     */
    public void forgetFlows(boolean answersReset) {
        for (Flow flow : flows) {
            flow.forget(answersReset);
        }
    }

    boolean isOpenFrom(Host host) {
        return host == a ? openThere : openBack;
    }

    double loss() {
        return loss;
    }

    void add(Flow flow) {
        flows.add(flow);
    }

    void remove(Flow flow) {
        flows.remove(flow);
    }

    /** The connections whose impairment may have changed have a look. */
    void changed() {
        for (Flow flow : flows) {
            flow.impairment().look();
        }
    }

    private void open(Way way, boolean open) {
        if (way != Way.BACK) {
            openThere = open;
        }
        if (way != Way.THERE) {
            openBack = open;
        }
        changed();
    }
}
