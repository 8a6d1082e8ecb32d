# The Helm release, as a module:
#
#   module "aionyx" {
#     source             = "github.com/aionyx/aionyx//helm/examples/terraform?ref=v0.1.0"
#     prometheus_release = "kube-prometheus-stack"
#   }
terraform {
  required_version = ">= 1.5"
  required_providers {
    helm = { source = "hashicorp/helm", version = ">= 2.12" }
  }
}

variable "namespace" {
  type        = string
  default     = "aionyx"
  description = "Where the predictor runs."
}

variable "prometheus_namespace" {
  type    = string
  default = "monitoring"
}

variable "prometheus_release" {
  type        = string
  description = "Name of the kube-prometheus-stack release: it loads only rules and monitors that carry it."
}

variable "cluster" {
  type        = string
  default     = ""
  description = "Value of the label cluster on predictions whose input carries none."
}

variable "values" {
  type        = list(string)
  default     = []
  description = "More values of the chart, as YAML; later ones win."
}

resource "helm_release" "aionyx" {
  name             = "aionyx"
  chart            = "${path.module}/../../aionyx"
  namespace        = var.namespace
  create_namespace = true
  atomic           = true
  timeout          = 300

  values = concat([yamlencode({
    cluster        = var.cluster
    prometheus     = { namespace = var.prometheus_namespace }
    alertmanager   = { namespace = var.prometheus_namespace }
    grafana        = { namespace = var.prometheus_namespace }
    rules          = { enabled = true, labels = { release = var.prometheus_release } }
    serviceMonitor = { enabled = true, labels = { release = var.prometheus_release } }
  })], var.values)
}

output "remote_write_url" {
  value       = "http://aionyx-predictor.${var.namespace}.svc:9201/api/v1/write"
  description = "For remote_write of Prometheus; the release's notes have the rest."
}
