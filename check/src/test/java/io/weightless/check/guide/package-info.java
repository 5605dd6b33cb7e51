/// That the guide tells the truth: each listing in `docs/guide` is compiled and run.
@NullMarked
package io.weightless.check.guide;

import org.jspecify.annotations.NullMarked;
