// SPDX-License-Identifier: MIT
#include "scenario.h"

namespace faultline::tests {

namespace {

constexpr auto subscription = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/contoso-rg/providers/";

Files parameterUnsetOld() {
    JobBuilder job({.generation = Generation::CommonRuntime, .nodes = 1});
    job.remove("system_logs/").remove("user_logs/");
    return job
        .pipelineSays("Data set node [code] references parameter dataset_param which doesn't have a specified value or a default value")
        .files();
}

Files parameterUnsetNew() {
    return {{"answer.json", R"({
  "error": {
    "code": "UserError",
    "message": "Data set node [code] references parameter `dataset_param`, which doesn't have a specified value or a default value",
    "details": []
  },
  "componentName": "PipelineService"
})"}};
}

Files audienceSaved() {
    return {{"invoke-response.json", R"({
  "error": {
    "code": "UserError",
    "message": "Audiences in JWT are not allowed",
    "details": [],
    "innerError": null
  },
  "environment": "westeurope",
  "location": "westeurope"
})"}};
}

Files audiencePasted() {
    return {{"console.txt", "$ curl --location --request POST 'https://credit.westeurope.inference.ml.azure.com/jobs' --header "
                            "\"Authorization: Bearer $TOKEN\"\n"
                            "HTTP/1.1 401 Unauthorized\ncontent-type: application/json\n\n"
                            "{\"error\": {\"code\": \"UserError\", \"message\": \"Audiences in JWT are not allowed\"}}\n$\n"}};
}

Files registryInQuarantine() {
    return {{"registry.json", std::string(R"({
  "id": ")") + subscription + R"(Microsoft.ContainerRegistry/registries/contosoregistry",
  "type": "Microsoft.ContainerRegistry/registries",
  "properties": {
    "loginServer": "contosoregistry.azurecr.io",
    "policies": {"quarantinePolicy": {"status": "enabled"}, "trustPolicy": {"status": "disabled"}}
  }
})"}};
}

Files workspaceWithOwnKey() {
    return {
        {"workspace.yml",
         "$schema: https://azuremlschemas.azureedge.net/latest/workspace.schema.json\nname: contoso-ml\nlocation: westeurope\n"
         "customer_managed_key:\n  key_vault: "
         "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/contoso-rg/providers/Microsoft.KeyVault/vaults/contoso-kv\n"
         "  key_uri: https://contoso-kv.vault.azure.net/keys/ml/0123456789abcdef\n"}};
}

Files arcCluster() {
    return {{"compute.json", std::string(R"({
  "name": "arc-cluster",
  "type": "kubernetes",
  "resource_id": ")") + subscription +
                                 R"(Microsoft.Kubernetes/connectedClusters/contoso-arc",
  "provisioning_state": "Succeeded"
})"}};
}

Files granularRequest() {
    return {{"deployment.yml", "$schema: https://azuremlschemas.azureedge.net/latest/batchDeployment.schema.json\nname: "
                               "credit\nendpoint_name: credit-batch\nmodel: azureml:credit:7\ncompute: azureml:aks-cluster\n"
                               "resources:\n  instance_count: 2\n  requests:\n    cpu: \"2\"\n    memory: 8Gi\n"}};
}

Files soundDefinitions() {
    return {
        {"registry.json",
         R"({"type": "Microsoft.ContainerRegistry/registries", "properties": {"policies": {"quarantinePolicy": {"status": "disabled"}}}})"},
        {"workspace.json", std::string(R"({"id": ")") + subscription +
                               R"(Microsoft.MachineLearningServices/workspaces/contoso-ml", )"
                               R"("properties": {"keyVault": "contoso-kv", "encryption": {"status": "Disabled"}}})"},
        {"deployment.yml", "$schema: https://azuremlschemas.azureedge.net/latest/batchDeployment.schema.json\nname: credit\ncompute: "
                           "azureml:cpu-cluster\nresources:\n  instance_count: 2\n"}};
}

} // namespace

std::vector<Scenario> savedScenarios() {
    return {
        {.name = "parameter-unset-old",
         .tells = "an input type that batch endpoints do not take",
         .make = parameterUnsetOld,
         .outcomes = {"failed"},
         .verdicts = {"be-dataset-param-unset"},
         .path = "executionlogs.txt",
         .text = "dataset_param",
         .mentions = {"dataset_param"}},
        {.name = "parameter-unset-new",
         .tells = "the same in the wording of 2024, as a saved answer",
         .make = parameterUnsetNew,
         .outcomes = {"failed", "unknown"},
         .verdicts = {"be-dataset-param-unset"},
         .path = "answer.json",
         .text = "dataset_param"},
        {.name = "audience-saved",
         .tells = "a token for another resource, the answer saved",
         .make = audienceSaved,
         .outcomes = {},
         .verdicts = {"be-jwt-audience"},
         .path = "invoke-response.json",
         .text = "Audiences"},
        {.name = "audience-pasted",
         .tells = "the same in a console's output",
         .make = audiencePasted,
         .outcomes = {},
         .verdicts = {"be-jwt-audience"},
         .path = "console.txt",
         .text = "Audiences"},
        {.name = "registry-in-quarantine",
         .tells = "the registry quarantines new images",
         .make = registryInQuarantine,
         .outcomes = {},
         .verdicts = {"be-acr-quarantine"},
         .path = "registry.json"},
        {.name = "workspace-with-own-key",
         .tells = "the workspace is encrypted with a customer-managed key",
         .make = workspaceWithOwnKey,
         .outcomes = {},
         .verdicts = {"be-cmk-workspace"},
         .path = "workspace.yml"},
        {.name = "arc-cluster",
         .tells = "the compute is an Arc Kubernetes cluster",
         .make = arcCluster,
         .outcomes = {},
         .verdicts = {"be-arc-kubernetes-compute"},
         .path = "compute.json"},
        {.name = "granular-request",
         .tells = "the deployment asks for memory and processors on AKS",
         .make = granularRequest,
         .outcomes = {},
         .verdicts = {"be-arc-kubernetes-compute"},
         .path = "deployment.yml"},
        {.name = "sound-definitions",
         .tells = "nothing is wrong with them",
         .make = soundDefinitions,
         .outcomes = {},
         .verdicts = {},
         .never = {"be-acr-quarantine", "be-cmk-workspace", "be-arc-kubernetes-compute"},
         .quiet = true},
    };
}

} // namespace faultline::tests
