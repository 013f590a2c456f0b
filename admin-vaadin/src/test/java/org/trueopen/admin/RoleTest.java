package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.server.VaadinSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** That nobody gets at a service or a path of the API whose role or scope does not reach so far. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
class RoleTest {

  /** Open to all roles, for themselves. */
  private static final Set<String> FOR_EVERYBODY = Set.of("OwnPassword");

  private final HttpClient client = HttpClient.newHttpClient();
  @Autowired private ApplicationContext context;
  @Autowired private Environment environment;
  @Autowired private FakeSettings settings;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @BeforeEach
  void startAnew() {
    // A page that another test left open would say who asks.
    VaadinSession.setCurrent(null);
    settings.reset();
    TestAdmin.addKeys(settings);
  }

  @AfterEach
  void nobody() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void everyMethodOfEveryAdminServiceRefusesEveryOtherRole() throws Exception {
    int tried = 0;
    for (Object service : adminServices()) {
      Class<?> type = AopUtils.getTargetClass(service);
      for (Method method : methods(type)) {
        for (String role : List.of("ROLE_VIEWER", "ROLE_ANALYST", "ROLE_API", "SCOPE_REPORT")) {
          if (!FOR_EVERYBODY.contains(type.getSimpleName())) {
            SecurityContextHolder.setContext(
                new SecurityContextImpl(new TestingAuthenticationToken("vic", "", role)));
            assertThat(thrownBy(service, method))
                .as(type.getSimpleName() + '.' + method.getName() + " as " + role)
                .isInstanceOf(AccessDeniedException.class);
            tried++;
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(40);
  }

  @Test
  void everyMethodOfEveryAdminServiceRefusesWhoHasNotLoggedIn() throws Exception {
    for (Object service : adminServices()) {
      Class<?> type = AopUtils.getTargetClass(service);
      for (Method method : methods(type)) {
        SecurityContextHolder.clearContext();
        assertThat(thrownBy(service, method))
            .as(type.getSimpleName() + '.' + method.getName())
            .isInstanceOf(AuthenticationCredentialsNotFoundException.class);
      }
    }
  }

  @Test
  void everyPathOfTheApiRefusesAKeyWithoutItsScope() throws Exception {
    int tried = 0;
    for (Map.Entry<String, String> call : apiCalls()) {
      assertThat(status(call, "")).as("%s without a key", call).isEqualTo(401);
      assertThat(status(call, TestAdmin.REVOKED_KEY)).as("%s, revoked", call).isEqualTo(401);
      assertThat(status(call, TestAdmin.SEND_KEY)).as("%s by scope send", call).isEqualTo(403);
      if (call.getValue().matches("/api/v1/(settings|opt-outs|api-keys).*")) {
        assertThat(status(call, TestAdmin.REPORT_KEY))
            .as("%s by scope report", call)
            .isEqualTo(403);
      }
      tried++;
    }
    assertThat(tried).isGreaterThan(10);
  }

  private List<Object> adminServices() {
    List<String> packages =
        List.of("setup", "keys", "audit", "users", "domain", "privacy", "system");
    return context.getBeansWithAnnotation(Service.class).values().stream()
        .filter(
            bean ->
                packages.stream()
                    .anyMatch(
                        name ->
                            AopUtils.getTargetClass(bean)
                                .getPackageName()
                                .equals("org.trueopen.admin." + name)))
        .toList();
  }

  private static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> !Modifier.isPrivate(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
        .toList();
  }

  /** What comes of calling a method with nothing; the rule is asked before the arguments. */
  private static Throwable thrownBy(Object service, Method method) throws Exception {
    method.setAccessible(true);
    Object[] arguments = Arrays.stream(method.getParameterTypes()).map(RoleTest::nothing).toArray();
    try {
      method.invoke(service, arguments);
      return new AssertionError("it was not refused");
    } catch (InvocationTargetException e) {
      return e.getTargetException();
    }
  }

  private static @Nullable Object nothing(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == long.class) {
      return 0L;
    }
    return type == int.class ? 0 : null;
  }

  /** Method and path of every call that needs a key. */
  private List<Map.Entry<String, String>> apiCalls() {
    List<Map.Entry<String, String>> calls = new ArrayList<>();
    for (RequestMappingInfo info : mappings.getHandlerMethods().keySet()) {
      for (String pattern : info.getPatternValues()) {
        String path =
            pattern.replaceAll("\\{level\\}", "account").replaceAll("\\{[^/]+\\}", "demo");
        boolean counts = path.startsWith("/api/v1/") && !path.endsWith("openapi.yaml");
        for (RequestMethod method : info.getMethodsCondition().getMethods()) {
          if (counts) {
            calls.add(Map.entry(method.name(), path));
          }
        }
      }
    }
    return calls;
  }

  private int status(Map.Entry<String, String> call, String key) throws Exception {
    String port = environment.getRequiredProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + call.getValue()))
            .method(call.getKey(), HttpRequest.BodyPublishers.ofString("{}"));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
