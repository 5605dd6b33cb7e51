/// How a message gets to those who handle it. Public for the classes that are made at run time, and
/// for the bus beside; no API.
@NullMarked
package io.weightless.observe.internal;

import org.jspecify.annotations.NullMarked;
