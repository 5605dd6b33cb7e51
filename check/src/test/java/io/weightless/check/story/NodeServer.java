package io.weightless.check.story;

import io.weightless.testing.Certificates;
import java.io.IOException;
import java.nio.file.Path;

/// The server of Node that `server.mjs` is.
final class NodeServer implements AutoCloseable {
  private static final String SCRIPT =
      "check/src/test/resources/io/weightless/check/story/server.mjs";

  final Program program;
  private final String root;

  private NodeServer(Program program) {
    this.program = program;
    root = program.awaitLine("https?://127\\.0\\.0\\.1:\\d+");
  }

  static NodeServer start() {
    return new NodeServer(Program.start("node", SCRIPT));
  }

  /// One that shows the certificate of `localhost`.
  ///
  /// @param work where it finds that
  static NodeServer secure(Path work) throws IOException {
    String chain = Certificates.file("server.pem", work).toString();
    String key = Certificates.file("server.key", work).toString();
    return new NodeServer(Program.start("node", SCRIPT, chain, key));
  }

  String url(String path) {
    return root + path;
  }

  /// Host and port.
  String authority() {
    return root.substring(root.indexOf("//") + 2);
  }

  @Override
  public void close() {
    program.close();
  }
}
