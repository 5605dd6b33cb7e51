/// Mistakes that are planted into copies of our own sources, and have to be found by the worlds:
/// whether simulation finds what is wrong. Outside of the floors.
@NullMarked
package io.weightless.check.planted;

import org.jspecify.annotations.NullMarked;
