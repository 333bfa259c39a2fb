/** What liveness costs a server with thousands of real sockets, beside its peers: a server, its clients, and who measures them. */
@NullMarked
package io.linekeeper.bench.scale;

import org.jspecify.annotations.NullMarked;
