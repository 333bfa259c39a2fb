/** Which device is there, on which line: at most one live session a device, and no ghost beside it. */
@NullMarked
package io.linekeeper.session;

import org.jspecify.annotations.NullMarked;
