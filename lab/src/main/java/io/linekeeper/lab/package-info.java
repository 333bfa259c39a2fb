/** Real faults in network namespaces, and what each detector makes of them. */
@NullMarked
package io.linekeeper.lab;

import org.jspecify.annotations.NullMarked;
