/** Benchmarks beside the peers; not published. */
@NullMarked
package io.linekeeper.bench;

import org.jspecify.annotations.NullMarked;
