/// Floor 7: the `weightless` command. It knows what is exported only, like any outsider.
@NullMarked
package io.weightless.tool;

import org.jspecify.annotations.NullMarked;
