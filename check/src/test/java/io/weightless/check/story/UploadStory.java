package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.HttpServer;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.form.MultipartForm;
import io.weightless.http.form.MultipartLimits;
import io.weightless.http.form.Upload;
import io.weightless.net.Address;
import io.weightless.net.Files;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Fault;
import io.weightless.simulation.Faults;
import io.weightless.simulation.Simulation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/// Files are sent to a server of a simulation, on a simulated disk: some are cut off.
final class UploadStory {
  private static final Address SERVER = new Address("server", 80);
  private static final int SEEDS = 20;
  private static final String CONTENT = "0123456789abcdef\r\n--".repeat(5_000);
  private static final String BODY =
      "--b\r\nContent-Disposition: form-data; name=id\r\n\r\n7\r\n"
          + "--b\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n"
          + CONTENT
          + "\r\n--b--\r\n";
  private static final String HEAD =
      "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
          + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: "
          + BODY.length()
          + "\r\n\r\n";

  @Test
  void filesAreTakenInWholeAndNothingIsLeftOfThoseThatAreCutOff() {
    AtomicInteger onDisk = new AtomicInteger();
    for (int seed = 0; seed < SEEDS; seed++) {
      Simulation.seed(seed)
          .faults(Faults.of(Fault.SLOW, Fault.SHORT_READ, Fault.SHORT_WRITE, Fault.STALLED))
          .service("server", () -> serve(onDisk))
          .host("client", UploadStory::send)
          .run();
    }
    assertThat(onDisk).hasValueGreaterThanOrEqualTo(SEEDS);
  }

  private static void serve(AtomicInteger onDisk) throws IOException {
    Scope.run(scope -> {
      HttpServer.listen(scope, new Address("0.0.0.0", 80), request -> answer(request, onDisk));
      return null;
    });
  }

  private static Response answer(Request request, AtomicInteger onDisk) throws Exception {
    if (request.path().equals("/left")) {
      Files files = Reactor.current().service(Files.class);
      return Response.ok("left " + files.list(Path.of("/tmp")).size());
    }
    MultipartLimits limits = MultipartLimits.DEFAULT.withMemoryBytes(1000);
    try (MultipartForm form = MultipartForm.read(request, limits)) {
      Upload file = form.files("f").getFirst();
      onDisk.addAndGet(file.isOnDisk() ? 1 : 0);
      return Response.ok("got " + form.fields() + " " + sum(file.bytes(1_000_000)));
    }
  }

  private static void send() throws IOException {
    try (Stream cut = connect()) {
      cut.write(bytes(HEAD + BODY.substring(0, BODY.length() / 2)));
    }
    assertThat(ask(HEAD + BODY)).endsWith("got id=7 " + sum(CONTENT.getBytes(ISO_8859_1)));
    String left = "";
    while (!left.endsWith(
        "left 0")) { // the server may not have seen yet that the first one is gone
      Task.sleep(Duration.ofSeconds(10));
      left = ask("GET /left HTTP/1.0\r\n\r\n");
    }
  }

  private static String ask(String request) throws IOException {
    try (Stream stream = connect()) {
      stream.write(bytes(request));
      StringBuilder answer = new StringBuilder();
      for (ByteBuffer in = stream.read(); in.hasRemaining(); in = stream.read()) {
        answer.append(ISO_8859_1.decode(in));
      }
      return answer.toString();
    }
  }

  private static Stream connect() throws IOException {
    Network network = Reactor.current().service(Network.class);
    for (int attempts = 20; attempts > 0; attempts--) {
      try {
        return network.connect(SERVER);
      } catch (IOException _) {
        Task.sleep(Duration.ofSeconds(1)); // it does not listen yet
      }
    }
    return network.connect(SERVER);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  private static long sum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return sum.getValue();
  }
}
