package io.weightless.check.bench.harness;

import java.io.IOException;
import java.util.List;

/// Something that is measured beside its peers, under a name for the command line.
public interface Benchmark {

  /// One word; the first part of the name of each of its rows.
  String name();

  /// One line that says what is measured, for `list`.
  String about();

  /// Starts what the contests need; a subject that cannot take part here is named in `notes`.
  ///
  /// @throws IOException if nothing can be measured; the message says why
  Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException;

  /// An opened benchmark; closing it ends what it started.
  interface Session extends AutoCloseable {
    List<Contest> contests();

    @Override
    void close();
  }
}
