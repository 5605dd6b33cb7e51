/// `./bench files`: what tasks do with files of the disk, beside threads that block.
///
/// `./bench static`: files over connections that stay open, by wrk.
///
/// A small file is counted by the request. A large one is counted by the mebibyte, for the server
/// and wrk together, since zero copy may only move work to whoever reads. Never shipped.
@NullMarked
package io.weightless.check.bench.files;

import org.jspecify.annotations.NullMarked;
