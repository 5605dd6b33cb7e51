package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Body;
import io.weightless.http.client.ClientLimits;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.Sender;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Large bodies from our client to nginx, which takes some and refuses others.
@Needs("nginx")
class UploadToNginxStory {
  private static final String CONFIGURATION =
      """
      log_format story '"$request_method $request_uri" $status';
      server {
        listen 127.0.0.1:PORT0;
        root WORK/files;
        location = /hello { return 200 "hello"; }
        location /kept/ { dav_methods PUT; create_full_put_path on; client_max_body_size 20m; }
        location /little/ { dav_methods PUT; client_max_body_size 1k; }
      }
      """;
  private static final byte[] LARGE = new byte[5_000_000];

  @TempDir static Path work;

  private static Nginx nginx;

  @BeforeAll
  static void serve() throws IOException {
    Files.createDirectory(work.resolve("files"));
    new Random(1).nextBytes(LARGE);
    nginx = Nginx.start(work, 1, CONFIGURATION);
  }

  @AfterAll
  static void end() {
    nginx.close();
  }

  private static String url(String path) {
    return nginx.url(0, path);
  }

  @Test
  void aBodyIsSentWhenNginxAsksForIt() throws Exception {
    Duration hour = Duration.ofHours(1); // so that it is nginx that it waits for
    ClientLimits.Times times = new ClientLimits.Times(hour, hour, hour, hour);
    Asking.with(
        ClientLimits.DEFAULT.with(times),
        client -> {
          keep(client, "at-once", ClientRequest.bytes(LARGE));
          keep(client, "as-it-comes", new Body.Streamed(s -> s.write(ByteBuffer.wrap(LARGE))));
          assertThat(client.connections()).isEqualTo(1);
        });
  }

  private static void keep(Sender client, String name, Body body) throws IOException {
    ClientRequest put = ClientRequest.put(url("/kept/" + name), body);
    assertThat(Asking.answer(client, put.with("Expect", "100-continue"))).startsWith("201 ");
    assertThat(work.resolve("files/kept/" + name)).hasBinaryContent(LARGE);
  }

  @Test
  void nothingIsSentOfABodyThatNginxDoesNotWant() throws Exception {
    AtomicBoolean isAsked = new AtomicBoolean();
    Asking.with(client -> {
      Body body = new Body.Streamed(LARGE.length, _ -> isAsked.set(true));
      ClientRequest put = ClientRequest.put(url("/little/a"), body);
      assertThat(Asking.answer(client, put.with("Expect", "100-continue"))).startsWith("413 ");
    });
    assertThat(isAsked).isFalse();
  }

  @Test
  void aRefusalInTheMiddleOfAnUploadIsRead() throws Exception {
    Asking.with(client -> {
      for (long length : new long[] {-1, 50L * LARGE.length}) {
        Body body =
            new Body.Streamed(
                length,
                sink -> {
                  for (int i = 0; i < 50; i++) {
                    sink.write(ByteBuffer.wrap(LARGE));
                  }
                });
        assertThat(Asking.answer(client, ClientRequest.put(url("/little/b"), body)))
            .startsWith("413 ");
        assertThat(Asking.get(client, url("/hello"))).isEqualTo("200 hello");
      }
    });
  }
}
