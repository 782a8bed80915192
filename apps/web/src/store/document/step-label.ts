export { stepLabel } from '@eddy/workflow'
