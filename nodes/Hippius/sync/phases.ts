/**
 * In which order a sync sends what may be sent: what others refer to comes first, and goes last
 * (docs/vendors/hippius.md, section 5).
 */
export const PHASE = {
	departments: 1,
	positions: 2,
	employees: 3,
	employeesGo: 4,
	departmentsGo: 5,
};
