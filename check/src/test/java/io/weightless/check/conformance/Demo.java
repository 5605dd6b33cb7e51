package io.weightless.check.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// `weightless serve DIR --demo` over a [Site]: one process for all tests of this JVM, started for
/// the first one that has it as a parameter, and ended behind the last. Another one talks TLS, for
/// who asks for it by [OverTls].
///
/// A fast engine is started as a user does it, a portable one with the flag that asks for it.
public final class Demo implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("serving .* on https?://.*:(\\d+) ");
  private static final long PATIENCE_SECONDS = 30;
  private static final String ENGINE = "weightless.engine";

  private final Site site = new Site();
  private final boolean isSecure;
  private final Process process;
  private final Path output;
  private final int port;
  private final String etag;

  /// The one that talks TLS.
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  public @interface OverTls {}

  private Demo(boolean isSecure) {
    this.isSecure = isSecure;
    try {
      output = Files.createTempFile("demo", ".txt");
      Redirect toFile = Redirect.appendTo(output.toFile()); // a pipe would be a test's descriptor
      ProcessBuilder builder =
          new ProcessBuilder(command()).redirectOutput(toFile).redirectError(toFile);
      builder.environment().put("LC_ALL", "C.UTF-8"); // names beyond ASCII
      process = builder.start();
      process.getOutputStream().close();
      port = awaitPort();
      etag = askForEtag();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command() throws IOException {
    List<String> plain = List.of("serve", site.root.toString(), "--demo", "--quiet", "--port", "0");
    List<String> serve = isSecure ? with(plain, site.certificate()) : plain;
    String engine = System.getProperty(ENGINE);
    if (engine == null) {
      return with(List.of(launcher()), serve);
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    String tool = "io.weightless.tool.Main";
    return with(List.of(java, "-D" + ENGINE + "=" + engine, "-cp", classes, tool), serve);
  }

  private static List<String> with(List<String> start, List<String> rest) {
    return Stream.concat(start.stream(), rest.stream()).toList();
  }

  private static String launcher() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("weightless"))) {
      folder = Objects.requireNonNull(folder.getParent());
    }
    return folder.resolve("weightless").toString();
  }

  private int awaitPort() throws IOException {
    while (process.isAlive()) {
      Matcher ready = READY.matcher(Files.readString(output, UTF_8));
      if (ready.find()) {
        return Integer.parseInt(ready.group(1));
      }
      LockSupport.parkNanos(5_000_000); // it is another process: nothing here could wake us
    }
    throw new IOException("the server ended: " + Files.readString(output, UTF_8));
  }

  private String askForEtag() throws IOException {
    try (RawClient client = connect()) {
      client.send("HEAD /data.txt HTTP/1.1\r\nHost: a\r\n\r\n", Conversation.WHOLE);
      Received head = Objects.requireNonNull(client.receive(true));
      return head.all("ETag").stream().findFirst().orElse("\"none\"");
    }
  }

  RawClient connect() throws IOException {
    return new RawClient(open());
  }

  /// A connection to it, as it is.
  public Socket open() throws IOException {
    return isSecure ? Trust.connect(port) : new Socket("127.0.0.1", port);
  }

  /// That of `/data.txt`.
  String etag() {
    return etag;
  }

  /// A server that is not broken has nothing to say under `--quiet`, except when the machine is so
  /// busy that its watchdog wonders.
  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    String said = Files.readString(output, UTF_8);
    Files.delete(output);
    site.close();
    if (said.contains("Exception") || said.contains("SEVERE")) {
      throw new IOException("the server printed " + said);
    }
  }

  /// Gives the one server to each test that wants it.
  public static final class Provided implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Demo.class;
    }

    @Override
    public Demo resolveParameter(ParameterContext parameter, ExtensionContext context) {
      boolean isSecure = parameter.isAnnotated(OverTls.class);
      return context
          .getRoot()
          .getStore(Namespace.create(Demo.class))
          .computeIfAbsent(isSecure, Demo::new, Demo.class);
    }
  }
}
