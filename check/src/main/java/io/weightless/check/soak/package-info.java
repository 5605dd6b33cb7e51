/// `./soak`: an application under a mixed load of good and bad clients for as long as one likes;
/// what it occupies must stay what it was.
@NullMarked
package io.weightless.check.soak;

import org.jspecify.annotations.NullMarked;
