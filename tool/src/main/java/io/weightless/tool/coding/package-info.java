/// Floor 7: codings of HTTP that need a library of their own. They are services, so that any
/// program with the tool on its class path has them.
@NullMarked
package io.weightless.tool.coding;

import org.jspecify.annotations.NullMarked;
