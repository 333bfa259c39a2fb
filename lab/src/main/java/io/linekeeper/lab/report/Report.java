package io.linekeeper.lab.report;

import io.linekeeper.lab.matrix.Result;

/** One way to show a run. */
@FunctionalInterface
public interface Report {
    /** The whole text: a table, a page or JSON. */
    String render(Result result);
}
