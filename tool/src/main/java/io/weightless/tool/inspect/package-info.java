/// Floor 7: `weightless inspect`: what a program does, seen from outside by its admin endpoint.
///
/// Pure, from left to right: a [Picture] is what the program told; [Inspection] is what the user
/// sees of it, and where he is; [Painter] makes a [Frame] of that for a size. [LiveView] is the
/// terminal.
@NullMarked
package io.weightless.tool.inspect;

import org.jspecify.annotations.NullMarked;
