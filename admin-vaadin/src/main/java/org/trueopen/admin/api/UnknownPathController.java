package org.trueopen.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Answers what else is asked under {@code /api}, which would otherwise get the admin's page. */
@RestController
class UnknownPathController {

  private final RequestMappingHandlerMapping handlers;

  UnknownPathController(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
    this.handlers = handlers;
  }

  @RequestMapping("/api/**")
  ResponseEntity<ApiError> unknown(HttpServletRequest request) {
    Set<String> methods = methods(request);
    if (methods.isEmpty()) {
      throw ApiException.notFound("There is nothing at this path. See /api/v1/openapi.yaml.");
    }
    ErrorCode code = ErrorCode.METHOD_NOT_ALLOWED;
    String allowed = String.join(", ", methods);
    return ResponseEntity.status(code.status())
        .header(HttpHeaders.ALLOW, allowed)
        .contentType(MediaType.APPLICATION_JSON)
        .body(ApiError.of(code, "Expected " + allowed + ", found " + request.getMethod() + '.'));
  }

  /** By which methods there is something at the path, as every call names its own. */
  private Set<String> methods(HttpServletRequest request) {
    Set<String> methods = new TreeSet<>();
    for (RequestMappingInfo each : handlers.getHandlerMethods().keySet()) {
      PathPatternsRequestCondition path = each.getPathPatternsCondition();
      if (path != null && path.getMatchingCondition(request) != null) {
        each.getMethodsCondition().getMethods().stream()
            .map(RequestMethod::name)
            .forEach(methods::add);
      }
    }
    return methods;
  }
}
