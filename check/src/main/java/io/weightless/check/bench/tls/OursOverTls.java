package io.weightless.check.bench.tls;

import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.http.AccessLog;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.http.StaticFiles;
import io.weightless.http.demo.Demo;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.tls.Identity;
import io.weightless.net.tls.Tls;
import io.weightless.net.tls.TlsServer;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.file.Path;

/// Our server with one event loop: `DIRECTORY CHAIN KEY`.
final class OursOverTls {
  private OursOverTls() {}

  static void main(String[] arguments) throws IOException {
    ParentWatch.start();
    Path files = Path.of(arguments[0]);
    Identity identity = Identity.read(Path.of(arguments[1]), Path.of(arguments[2]));
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> serve(files, TlsServer.of(identity)));
    }
  }

  private static void serve(Path files, TlsServer tls) throws IOException {
    Listener plain = Reactor.current().service(Network.class).listen(new Address("127.0.0.1", 0));
    Listener secure = Tls.listen(plain, tls);
    Scope.join(scope -> {
      var handler = new Demo(StaticFiles.below(files));
      HttpServer.listen(scope, secure, handler, Limits.DEFAULT, AccessLog.NONE);
      System.out.println("serving on https://" + secure.address());
    });
  }
}
