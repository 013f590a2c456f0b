package org.trueopen.admin.api;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API's description, for anybody. */
@RestController
class OpenApiController {

  private static final MediaType YAML = MediaType.valueOf("application/yaml"); // RFC 9512

  @GetMapping("/api/v1/openapi.yaml")
  ResponseEntity<Resource> document() {
    return ResponseEntity.ok().contentType(YAML).body(new ClassPathResource("openapi.yaml"));
  }
}
